package com.example.admin;

import java.util.Set;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class RoleService {
    private final UserRepository users;

    public RoleService(UserRepository users) {
        this.users = users;
    }

    @Transactional
    @PreAuthorize("hasRole('ADMIN')")
    public void replace(long userId, Set<Role> roles) {
        User user = users.require(userId);
        user.roles().clear();
        user.roles().addAll(roles);
    }
}
