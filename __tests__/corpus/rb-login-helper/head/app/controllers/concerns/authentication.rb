module Authentication
  extend ActiveSupport::Concern

  included do
    before_action :require_login
    helper_method :current_user
  end

  private

  def current_user
    @current_user ||= User.find_by(id: session[:user_id])
  end

  def sign_in(user)
    cart_id = session[:cart_id]
    reset_session
    session[:cart_id] = cart_id if cart_id
    session[:user_id] = user.id
  end

  def require_login
    redirect_to new_session_path unless current_user
  end
end
