class User < ApplicationRecord
  belongs_to :organization
  has_secure_password

  enum :role, { member: 0, manager: 1, owner: 2 }, default: :member

  validates :name, presence: true, length: { maximum: 80 }
  validates :locale, inclusion: { in: %w[de en fr] }
end
